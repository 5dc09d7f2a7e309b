// Writes the SDK of a schema by the generators of `pulumi package gen-sdk`. The command itself asks a language host, which not every machine has.
//
//	sdk-generator go|python SCHEMA FOLDER
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func main() {
	text, err := os.ReadFile(os.Args[2])
	check(err)
	var spec schema.PackageSpec
	check(json.Unmarshal(text, &spec))
	pkg, diags, err := schema.BindSpec(spec, schema.NewPluginLoader(nil), schema.ValidationOptions{})
	check(err)
	if diags.HasErrors() {
		check(fmt.Errorf("%v", diags))
	}
	var files map[string][]byte
	switch os.Args[1] {
	case "go":
		files, err = gogen.GeneratePackage("test", pkg, nil)
	case "python":
		files, err = python.GeneratePackage("test", pkg, nil, nil)
	}
	check(err)
	for name, content := range files {
		file := filepath.Join(os.Args[3], name)
		check(os.MkdirAll(filepath.Dir(file), 0o755))
		check(os.WriteFile(file, content, 0o644))
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
