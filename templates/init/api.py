"""Answers GET /api/hello, and GET /api/upload with a URL that a photo can be sent to."""
import json
import os
import uuid

import boto3
from botocore.config import Config

REGION = os.environ["AWS_REGION"]
S3 = boto3.client(
    "s3",
    region_name=REGION,
    endpoint_url=f"https://s3.{REGION}.amazonaws.com",
    config=Config(signature_version="s3v4", s3={"addressing_style": "virtual"}),
)


def handler(event, context):
    # This URL is public: look at the caller's token here before you answer anything that is not.
    route = event["requestContext"]["http"]["method"] + " " + event["rawPath"]
    if route == "GET /api/hello":
        return answer(200, {"hello": "world"})
    if route == "GET /api/upload":
        key = f"photos/{uuid.uuid4()}.jpg"
        target = {"Bucket": os.environ["UPLOADS_BUCKET"], "Key": key, "ContentType": "image/jpeg"}
        url = S3.generate_presigned_url("put_object", Params=target, ExpiresIn=300)
        shown_at = f"https://{os.environ.get('SITE_DOMAIN', '')}/{key}"
        return answer(200, {"upload_url": url, "url": shown_at})
    return answer(404, {"error": "not_found", "message": "there is no such route"})


def answer(status, body):
    headers = {"content-type": "application/json", "cache-control": "no-store"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body)}
