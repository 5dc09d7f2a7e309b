// Runs an action of a program in Go by the Automation API, in this process: no language host is needed.
//
//	inline STACK up|preview
//
// in the folder of a Pulumi project that has the stack. A preview fails where it finds a change.
package main

import (
	"context"
	"log"
	"os"

	jenkinsdocker "example.com/pulumi-pulumi-jenkins-docker/sdk/go/pulumi-jenkins-docker"
	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func program(ctx *pulumi.Context) error {
	host, err := jenkinsdocker.NewLocalDockerHost(ctx, "local", nil)
	if err != nil {
		return err
	}
	access := jenkinsdocker.AccessDood
	jenkins, err := jenkinsdocker.NewJenkins(ctx, "ci", &jenkinsdocker.JenkinsArgs{
		Endpoint: host.Endpoint,
		Access:   &access,
		Port:     pulumi.Int(config.RequireInt(ctx, "port")),
	})
	if err != nil {
		return err
	}
	ctx.Export("url", jenkins.Url)
	ctx.Export("adminPassword", jenkins.AdminPassword)
	return nil
}

func main() {
	if err := act(context.Background(), os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func act(ctx context.Context, stackName, action string) error {
	stack, err := auto.SelectStackInlineSource(ctx, stackName, "jenkins-go", program, auto.WorkDir("."))
	if err != nil {
		return err
	}
	if action == "up" {
		_, err = stack.Up(ctx)
		return err
	}
	_, err = stack.Preview(ctx, optpreview.ExpectNoChanges(), optpreview.Refresh())
	return err
}
