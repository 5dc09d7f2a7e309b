#!/bin/sh
# Asks the AWS API from the controller, with the rights that Jenkins has there: by its key, or by the role of its machine. Prints the answer.
# aws-api.sh SERVICE REGION ENDPOINT PARAMETERS
# No key is a word of a command line: curl reads all of them from its standard input.
set -eu
service=$1 region=$2 endpoint=$3 parameters=$4
metadata=http://169.254.169.254/latest

# field NAME: a text of the JSON on standard input.
field() { tr -d '\n' | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }
# of_role PATH: what the metadata service says of the role.
of_role() {
  printf 'header = "X-aws-ec2-metadata-token: %s"\n' "$session" |
    curl -fsS -m 10 --noproxy '*' -K - "$metadata/meta-data/iam/security-credentials/$1"
}

if [ -n "${AWS_SHARED_CREDENTIALS_FILE:-}" ]; then
  id=$(sed -n 's/^aws_access_key_id = //p' "$AWS_SHARED_CREDENTIALS_FILE")
  key=$(sed -n 's/^aws_secret_access_key = //p' "$AWS_SHARED_CREDENTIALS_FILE")
  token=
else
  session=$(curl -fsS -m 10 --noproxy '*' -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' "$metadata/api/token")
  credentials=$(of_role "$(of_role '')")
  id=$(echo "$credentials" | field AccessKeyId)
  key=$(echo "$credentials" | field SecretAccessKey)
  token=$(echo "$credentials" | field Token)
fi
{
  printf 'user = "%s:%s"\n' "$id" "$key"
  [ -z "$token" ] || printf 'header = "X-Amz-Security-Token: %s"\n' "$token"
} | curl -sS -m 60 -K - --aws-sigv4 "aws:amz:$region:$service" --data "$parameters" "$endpoint"
