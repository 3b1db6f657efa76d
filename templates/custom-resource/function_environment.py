"""Sets all variables of functions once the distribution they name exists."""
import time
import boto3
import cfnresponse

PAUSE = 2


def handler(event, context):
    status, reason, name = cfnresponse.SUCCESS, None, None
    try:
        # Deletion takes nothing back: a function that stays follows its template.
        if event["RequestType"] != "Delete":
            client = boto3.client("lambda")
            for function in event["ResourceProperties"]["Functions"]:
                name = function["FunctionName"]
                set_variables(client, context, name, function["Variables"])
    except Exception as error:
        status, reason = cfnresponse.FAILED, f"{name!a}: {error!a}"[:1000]
    same_id = f"{event['StackId']}/{event['LogicalResourceId']}"
    cfnresponse.send(event, context, status, {}, same_id, reason=reason)


def set_variables(client, context, name, variables):
    while True:
        try:
            client.update_function_configuration(
                FunctionName=name, Environment={"Variables": variables}
            )
            break
        except client.exceptions.ResourceConflictException:
            # It is still being created or updated.
            if looks_left(context) < 1:
                raise
            time.sleep(PAUSE)
    client.get_waiter("function_updated").wait(
        FunctionName=name,
        WaiterConfig={"Delay": PAUSE, "MaxAttempts": looks_left(context)},
    )


def looks_left(context):
    # A look takes its pause and a second; ten seconds are kept for the answer.
    return (context.get_remaining_time_in_millis() // 1000 - 10) // (PAUSE + 1)
