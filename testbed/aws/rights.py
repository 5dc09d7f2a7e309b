"""Who may do what: the permissions that a call takes, and the policies that give them."""

import io
import json
from fnmatch import fnmatchcase
from urllib.parse import parse_qs

from moto.iam.models import iam_backends
from moto.ssm.models import ssm_backends
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
        """The permissions that it takes: action, resource, context. Only those of parameters and of their keys go by the resource."""
        if self.also:
            return [self.of_provider(each, account) for each in self.actions]
        action = f"{PREFIXES.get(self.service, self.service)}:{self.actions[0]}"
        if action == "sts:GetCallerIdentity":
            return []
        named = self.asked.get("Names") or [self.asked.get(key) for key in ("Name", "Path", "ResourceId") if self.asked.get(key)]
        if self.service != "ssm" or not named:
            attached = self.asked.get("PolicyArn")
            return [(action, "*", {"iam:PolicyARN": attached} if attached else {})]
        return [each for name in named for each in self.of_parameter(action, name, account)]

    def of_provider(self, text, account):
        """A permission as providers name it: ACTION, ACTION[CONTEXT=VALUE], or ACTION@NAME of a parameter."""
        action, _, rest = text.rstrip("]").partition("[")
        action, _, name = action.partition("@")
        resource = self.parameter(name, account) if name else "*"
        return action, resource, dict([rest.split("=")] if rest else [])

    def parameter(self, name, account):
        owner = "" if name.startswith("/aws/service/") else account  # AWS' own are of no account
        return f"arn:{get_partition(self.region)}:ssm:{self.region}:{owner}:parameter/{name.lstrip('/')}"

    def of_parameter(self, action, name, account):
        start, arn = f"arn:{get_partition(self.region)}", self.parameter(name, account)
        yield action, arn, {}
        versions = ssm_backends[account][self.region]._parameters.get(name)
        key = str(versions and versions[-1].keyid or "")
        # [docs.aws.amazon.com: KMS, "How AWS Systems Manager Parameter Store uses AWS KMS"; the account's common key is everybody's]
        if self.asked.get("WithDecryption") and key and not key.startswith("alias/aws/"):
            context = {"kms:ViaService": f"ssm.{self.region}.amazonaws.com", "kms:EncryptionContext:PARAMETER_ARN": arn}
            yield "kms:Decrypt", key if key.startswith("arn:") else f"{start}:kms:{self.region}:{account}:key/{key}", context

    def forbidden(self, account, who, documents):
        """Why those policies do not allow it: an answer, or nothing."""
        for action, resource, context in self.needs(account):
            if not allowed(documents, action, resource, context):
                return refusal(
                    self.request, "AccessDeniedException",
                    f"User: {who} is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action",
                )


def covers(patterns, value):
    """Whether a statement is about a resource. A call that goes by none, "*", is covered only by a statement about everything."""
    patterns = [patterns] if isinstance(patterns, str) else patterns
    return any(fnmatchcase(value, pattern) for pattern in patterns)


def allowed(documents, action, resource, context):
    """What IAM decides of policies: an Allow, and no Deny. A condition that is not known here is not met by an Allow, and is met by a Deny."""
    effects = set()
    for document in documents:
        text = document if isinstance(document, str) else next(one.document for one in document.versions if one.is_default)
        statements = json.loads(text)["Statement"]
        for statement in [statements] if isinstance(statements, dict) else statements:
            names = statement.get("Action") or []
            actions = [name.lower() for name in ([names] if isinstance(names, str) else names)]
            is_deny = statement["Effect"] == "Deny"
            if "NotAction" in statement or "NotResource" in statement:
                effects.add("Deny")  # not known here
            elif any(fnmatchcase(action.lower(), name) for name in actions) and covers(statement["Resource"], resource):
                if met(statement.get("Condition", {}), context, is_deny):
                    effects.add(statement["Effect"])
    return effects == {"Allow"}


def met(condition, context, otherwise):
    for operator, wanted in condition.items():
        for key, values in wanted.items():
            values = [values] if isinstance(values, str) else values
            if operator not in ("StringEquals", "StringLike", "ArnLike"):
                return otherwise
            has = context.get(key, "")
            if not any(has == value if operator == "StringEquals" else fnmatchcase(has, value) for value in values):
                return False
    return True


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
