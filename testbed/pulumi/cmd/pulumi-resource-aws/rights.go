package main

import (
	"context"
	"encoding/json"
	"strings"

	"testbed.invalid/pulumi/standin"
)

// realCalls are what the real provider calls for a thing beyond what this one does, and the permissions that AWS asks its caller for on top
// of the calls. The API is asked whether they are allowed. [terraform-provider-aws 6: internal/service; AWS' Service Authorization Reference]
type realCalls struct{ create, read, update, delete string }

var ofResources = map[string]realCalls{}

var ofFunctions = map[string]string{}

// may asks whether the deployer may do all of it.
func (c call) may(actions string) error {
	wanted := strings.Fields(actions)
	if len(wanted) == 0 {
		return nil
	}
	body, err := json.Marshal(wanted)
	if err != nil {
		return err
	}
	_, err = c.send("ec2", "as the real provider would", "POST", "/testbed/also", nil, string(body))
	return err
}

// withRealCalls has each resource and function ask for what the real one calls.
func withRealCalls(p standin.Provider) standin.Provider {
	for token, r := range p.Resources {
		p.Resources[token] = askingFor(ofResources[token], r)
	}
	for token, f := range p.Functions {
		answer := f.Call
		f.Call = func(ctx context.Context, given props) (props, error) {
			if err := in(ctx, given).may(ofFunctions[token]); err != nil {
				return nil, err
			}
			return answer(ctx, given)
		}
		p.Functions[token] = f
	}
	return p
}

func askingFor(calls realCalls, r standin.Resource) standin.Resource {
	create, read, update, remove := r.Create, r.Read, r.Update, r.Delete
	r.Create = func(ctx context.Context, given props) (string, props, error) {
		if err := in(ctx, given).may(calls.create + " " + calls.read); err != nil {
			return "", nil, err
		}
		return create(ctx, given)
	}
	r.Read = func(ctx context.Context, old props) (props, error) {
		if err := in(ctx, old).may(calls.read); err != nil {
			return nil, err
		}
		return read(ctx, old)
	}
	r.Update = func(ctx context.Context, given, old props) (props, error) {
		if err := in(ctx, old).may(calls.update + " " + calls.read); err != nil {
			return nil, err
		}
		return update(ctx, given, old)
	}
	r.Delete = func(ctx context.Context, old props) error {
		if err := in(ctx, old).may(calls.delete); err != nil {
			return err
		}
		return remove(ctx, old)
	}
	return r
}
