"""CloudFormation as the deployment judge needs it: the real one refuses more, orders less kindly and updates better than the one moto brings."""
