"""Who may do what: the permissions that a call takes, and the policies that give them."""

import io
import json
from fnmatch import fnmatchcase
from urllib.parse import parse_qs

from moto.autoscaling.models import autoscaling_backends
from moto.ec2.models import ec2_backends
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
        """The permissions that it takes: action, resource, context. Those of parameters, of their keys, of groups and of tags go by the resource."""
        if self.also:
            return [self.of_provider(each, account) for each in self.actions]
        action = f"{PREFIXES.get(self.service, self.service)}:{self.actions[0]}"
        if action == "sts:GetCallerIdentity":
            return []
        if self.service == "autoscaling" and not self.actions[0].startswith("Describe"):
            return [self.of_group(action, account)]
        if action == "ec2:CreateTags":
            return [self.of_tags(action, asked, account) for key, asked in self.asked.items() if key.startswith("ResourceId")]
        named = self.asked.get("Names") or [self.asked.get(key) for key in ("Name", "Path", "ResourceId") if self.asked.get(key)]
        if self.service != "ssm" or not named:
            attached = self.asked.get("PolicyArn")
            return [(action, "*", {"iam:PolicyARN": attached} if attached else {})]
        return [each for name in named for each in self.of_parameter(action, name, account)]

    def of_group(self, action, account):
        """[docs.aws.amazon.com: Service Authorization Reference, "Amazon EC2 Auto Scaling"]"""
        groups = autoscaling_backends[account][self.region].autoscaling_groups.values()
        name, instance = self.asked.get("AutoScalingGroupName"), self.asked.get("InstanceId")
        has = lambda group: group.name == name or any(one.instance.id == instance for one in group.instance_states)  # noqa: E731
        group = next((group for group in groups if has(group)), None)
        if not group:
            return action, "*", {}
        tags = {f"autoscaling:ResourceTag/{tag['Key']}": tag["Value"] for tag in group.tags}
        return action, group.arn, tags | ({"autoscaling:MaxSize": self.asked["MaxSize"]} if "MaxSize" in self.asked else {})

    def of_tags(self, action, name, account):
        """[docs.aws.amazon.com: Service Authorization Reference, "Amazon EC2"]"""
        ec2 = ec2_backends[account][self.region]
        kind = {"i": "instance", "vol": "volume", "lt": "launch-template"}.get(name.split("-")[0], "resource")
        tags = {tag["key"]: tag["value"] for tag in ec2.describe_tags() if tag["resource_id"] == name}
        keys = [value for key, value in self.asked.items() if key.startswith("Tag.") and key.endswith(".Key")]
        context = {f"ec2:ResourceTag/{key}": value for key, value in tags.items()} | {"aws:TagKeys": keys}
        return action, f"arn:{get_partition(self.region)}:ec2:{self.region}:{account}:{kind}/{name}", context

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
    for name, wanted in condition.items():
        each, _, operator = name.rpartition(":")
        for key, values in wanted.items():
            values = [values] if isinstance(values, str) else values
            if operator == "NumericLessThanEqualsIfExists":
                if key in context and not any(float(context[key]) <= float(value) for value in values):
                    return False
                continue
            if operator not in ("StringEquals", "StringLike", "ArnLike") or each not in ("", "ForAllValues"):
                return otherwise
            has = context.get(key, [] if each else "")
            for one in has if isinstance(has, list) else [has]:
                if not any(one == value if operator == "StringEquals" else fnmatchcase(one, value) for value in values):
                    return False
    return True


def of_role(role):
    return [*role.policies.values(), *role.managed_policies.values()]


def has_user(key, account):
    return any(one.access_key_id == key for user in iam_backends[account]["aws"].users.values() for one in user.access_keys)


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
