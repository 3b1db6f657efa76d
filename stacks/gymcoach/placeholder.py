"""Stands in for a service that is not written yet: 501, whatever it is asked."""
import json


def handler(event, context):
    return {
        "statusCode": 501,
        "headers": {"content-type": "application/json", "cache-control": "no-store"},
        "body": json.dumps({"error": "not_implemented", "message": "this service is not written yet"}),
    }
