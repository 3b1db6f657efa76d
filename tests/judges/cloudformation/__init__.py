"""CloudFormation as the deployment judge needs it: it refuses more than moto's, orders less kindly, and updates."""
