#!/usr/bin/python3
"""Gets the machine's keys from SSM, and puts them in place: those of the engine, or of the SSH server. Both read them when they start."""
import json, os
import boto3

settings = dict(line.rstrip("\n").split("=", 1) for line in open("/etc/jenkins-docker-host/settings") if "=" in line)
settings = {name: value.strip("'") for name, value in settings.items()}
ssm = boto3.client("ssm", region_name=settings["SSM_REGION"])
found = ssm.get_parameter(Name=settings["KEYS_PARAMETER"], WithDecryption=True)["Parameter"]["Value"]
folder = settings["KEYS_FOLDER"]
os.makedirs(folder, mode=0o700, exist_ok=True)
for name, text in sorted(json.loads(found).items()):
    path = os.path.join(folder, name + ".pem")
    if os.path.exists(path) and open(path).read() == text:
        continue
    with open(os.open(path + ".new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o400), "w") as file:
        file.write(text)
    os.replace(path + ".new", path)
