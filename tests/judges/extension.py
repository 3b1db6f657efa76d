"""The pretend AWS of the deployment judge: a moto server on a free port, with a CloudFormation that refuses what the real one refuses."""

import os

# Before the imports, which read it.
os.environ.update(
    AWS_ACCESS_KEY_ID="judge",
    AWS_SECRET_ACCESS_KEY="judge",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_MAX_ATTEMPTS="1",
    MOTO_IAM_LOAD_MANAGED_POLICIES="true",
)

import moto.cloudformation.urls
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

import gaps
from cloudformation.api import Deployments


class Silent(WSGIRequestHandler):
    """No line per request: the judge's own lines are read by people."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def main() -> None:
    """Serve until the process is ended; the first line printed is the endpoint."""
    moto.cloudformation.urls.url_paths = {"{0}/$": Deployments.dispatch}
    gaps.close()
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True, request_handler=Silent)
    os.environ["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{server.port}"
    print(os.environ["AWS_ENDPOINT_URL"], flush=True)
    server.serve_forever()


main()
