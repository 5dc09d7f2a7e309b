package main

import "slices"

var user = kind{
	inputs: "forceDestroy name path permissionsBoundary", inPlace: "forceDestroy permissionsBoundary", outputs: "arn name path uniqueId",
	autoName: "name", fill: props{"forceDestroy": false, "path": "/"}, tagged: true, retag: retagIAM("User", "UserName"),
	create: func(c call, in props) (string, error) {
		_, err := c.iam("CreateUser", pick(props{"Tags": tagList(allTags(in))}, in, "name UserName path Path permissionsBoundary PermissionsBoundary"))
		return str(in, "name"), err
	},
	read: func(c call, id string, now props) (props, error) {
		found, err := c.iam("GetUser", props{"UserName": id})
		if err != nil {
			return nil, gone(err)
		}
		u := at(found, "User")
		return props{"arn": str(u, "Arn"), "name": id, "path": str(u, "Path"), "uniqueId": str(u, "UserId")}, nil
	},
	remove: func(c call, id string, old props) error {
		_, err := c.iam("DeleteUser", props{"UserName": id})
		return gone(err)
	},
}

var userPolicyAttachment = kind{
	inputs: "policyArn user", required: "policyArn user",
	create: func(c call, in props) (string, error) {
		_, err := c.iam("AttachUserPolicy", pick(props{}, in, "user UserName policyArn PolicyArn"))
		return str(in, "user") + "/" + str(in, "policyArn"), err
	},
	read: func(c call, id string, now props) (props, error) {
		attached, err := c.iam("ListAttachedUserPolicies", props{"UserName": now["user"]})
		if err != nil || !slices.Contains(texts(list(attached, "AttachedPolicies"), "PolicyArn"), now["policyArn"]) {
			return nil, gone(err)
		}
		return props{}, nil
	},
	remove: func(c call, id string, old props) error {
		_, err := c.iam("DetachUserPolicy", pick(props{}, old, "user UserName policyArn PolicyArn"))
		return gone(err)
	},
}

var accessKey = kind{
	inputs: "status user", required: "user", inPlace: "status", outputs: "createDate secret status user", secret: "secret",
	fill: props{"status": "Active"},
	create: func(c call, in props) (string, error) {
		made, err := c.iam("CreateAccessKey", props{"UserName": in["user"]})
		if err != nil {
			return "", err
		}
		key := at(made, "AccessKey")
		in["secret"] = str(key, "SecretAccessKey") // AWS tells it once
		return str(key, "AccessKeyId"), nil
	},
	read: func(c call, id string, now props) (props, error) {
		found, err := c.iam("ListAccessKeys", props{"UserName": now["user"]})
		if err != nil {
			return nil, gone(err)
		}
		for _, key := range list(found, "AccessKeyMetadata") {
			if str(key, "AccessKeyId") == id {
				return props{"createDate": str(key, "CreateDate"), "secret": now["secret"], "status": str(key, "Status"), "user": now["user"]}, nil
			}
		}
		return nil, nil
	},
	update: func(c call, id string, in, old props) error {
		_, err := c.iam("UpdateAccessKey", props{"UserName": in["user"], "AccessKeyId": id, "Status": in["status"]})
		return err
	},
	remove: func(c call, id string, old props) error {
		_, err := c.iam("DeleteAccessKey", props{"UserName": old["user"], "AccessKeyId": id})
		return gone(err)
	},
}
