import pulumi
import pulumi_jenkins_docker as jenkins_docker

config = pulumi.Config()

host = jenkins_docker.LocalDockerHost("local")
jenkins = jenkins_docker.Jenkins(
    "ci",
    endpoint=host.endpoint,
    access=jenkins_docker.Access.DIND,
    dind=jenkins_docker.DindArgs(registry_mirrors=config.get_object("registryMirrors")),
    port=config.get_int("port"),
)

pulumi.export("url", jenkins.url)
pulumi.export("admin_password", jenkins.admin_password)
