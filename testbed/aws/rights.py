"""Who may do what: the permissions that a call takes, and the policies that give them."""

import io
import json
from urllib.parse import parse_qs

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.iam.models import iam_backends
from moto.utilities.utils import get_partition
from werkzeug.wrappers import Response

# Services whose permissions have another name than the one in a signature.
PREFIXES = {"monitoring": "cloudwatch"}
# DLM's calls have no name but their method and the number of parts in their path.
LIFECYCLE = {
    ("POST", 1): "CreateLifecyclePolicy", ("GET", 1): "GetLifecyclePolicies", ("GET", 2): "GetLifecyclePolicy",
    ("PATCH", 2): "UpdateLifecyclePolicy", ("DELETE", 2): "DeleteLifecyclePolicy",
}
# A call with which a provider says what else the real one would call: it only asks whether that is allowed.
ALSO = "/testbed/also"


class Call:
    """A call of the API: who makes it, and what it asks for."""

    def __init__(self, request):
        self.request, body = request, request.get_data(cache=True)
        request.environ["wsgi.input"] = io.BytesIO(body)  # for moto to read again
        scope = request.headers.get("Authorization", "").partition("Credential=")[2].split("/")
        self.key, self.region, self.service = (scope[0], scope[2], scope[3]) if len(scope) > 3 else ("", "", "")
        self.also = request.path == ALSO
        if self.also:
            self.actions, self.asked = json.loads(body), {}
        elif target := request.headers.get("X-Amz-Target"):
            self.actions, self.asked = [target.rpartition(".")[2]], json.loads(body or b"{}")
        elif self.service == "dlm":
            path = request.path.strip("/").split("/")
            self.actions, self.asked = [LIFECYCLE.get((request.method, len(path)), f"{request.method} {request.path}")], {}
        else:
            self.asked = {name: values[0] for name, values in parse_qs(body.decode(errors="replace")).items()}
            self.actions = [str(self.asked.get("Action"))]

    def needs(self, account):
        """The permissions that it takes, each with its resource. Only those of parameters go by the resource."""
        if self.also:
            return [(action, "*") for action in self.actions]
        action = f"{PREFIXES.get(self.service, self.service)}:{self.actions[0]}"
        if action == "sts:GetCallerIdentity":
            return []
        if not action.startswith("ssm:GetParameter"):
            return [(action, "*")]
        arn = f"arn:{get_partition(self.region)}:ssm:{self.region}:{account}:parameter/"
        names = self.asked.get("Names") or [self.asked.get("Name") or self.asked.get("Path") or ""]
        return [(action, arn + name.lstrip("/")) for name in names if not name.startswith("/aws/service/")]

    def forbidden(self, account, who, documents):
        """Why those policies do not allow it: an answer, or nothing."""
        for action, resource in self.needs(account):
            if not allowed(documents, action, resource):
                return refusal(
                    self.request, "AccessDeniedException",
                    f"User: {who} is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action",
                )


def allowed(documents, action, resource):
    results = [IAMPolicy(document).is_action_permitted(action, resource) for document in documents]
    return PermissionResult.PERMITTED in results and PermissionResult.DENIED not in results


def of_role(role):
    return [*role.policies.values(), *role.managed_policies.values()]


def forbidden_to_user(call, account):
    """Why the user whose key made a call may not make it. Keys that no user has may do everything."""
    for user in iam_backends[account]["aws"].users.values():
        if any(key.access_key_id == call.key for key in user.access_keys):
            return call.forbidden(account, user.arn, [*user.policies.values(), *user.managed_policies.values()])


def refusal(request, code, message):
    """An error in the format of the call."""
    if request.headers.get("X-Amz-Target"):
        return Response(json.dumps({"__type": code, "message": message}), 400, content_type="application/x-amz-json-1.1")
    text = f"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors></Response>"
    return Response(text, 403, content_type="text/xml")
