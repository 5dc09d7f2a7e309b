package main

import (
	// `pulumi package add PATH_OF_A_CLONE` makes this SDK in the folder sdks, and names it so. From a tag of github.com/ORG/REPO it is
	// github.com/ORG/pulumi-pulumi-jenkins-docker/sdk/go/pulumi-jenkins-docker.
	jenkinsdocker "example.com/pulumi-pulumi-jenkins-docker/sdk/go/pulumi-jenkins-docker"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		var cidrs []string
		config.New(ctx, "").RequireObject("allowedCidrs", &cidrs)
		host, err := jenkinsdocker.NewAwsDockerHost(ctx, "ci", &jenkinsdocker.AwsDockerHostArgs{
			AllowedCidrs: inputs(cidrs),
			AddressPools: jenkinsdocker.AddressPoolArray{
				jenkinsdocker.AddressPoolArgs{Base: pulumi.String("10.200.0.0/16"), Size: 24},
			},
		})
		if err != nil {
			return err
		}
		jenkins, err := jenkinsdocker.NewJenkins(ctx, "ci", &jenkinsdocker.JenkinsArgs{
			Endpoint: host.Endpoint,
			Https:    &jenkinsdocker.HttpsArgs{},
		})
		if err != nil {
			return err
		}
		ctx.Export("url", jenkins.Url)
		ctx.Export("adminPassword", jenkins.AdminPassword)
		return nil
	})
}

func inputs(texts []string) []pulumi.StringInput {
	all := []pulumi.StringInput{}
	for _, text := range texts {
		all = append(all, pulumi.String(text))
	}
	return all
}
