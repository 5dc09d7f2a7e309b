// Stops a Jenkins that nobody has secured, at each of its starts. The casc does that. Without the plugin that reads it, whoever reaches
// Jenkins would be its administrator. What a casc says of security is its owner's choice: with the plugin, this script says nothing.
// Classes are looked up by name: a script that does not compile would keep every Jenkins from starting.
def there = { name ->
    try {
        this.class.classLoader.loadClass(name)
    } catch (ClassNotFoundException missing) {
        null
    }
}
def jenkins = there('jenkins.model.Jenkins')?.instance
if (jenkins != null && !jenkins.useSecurity && there('io.jenkins.plugins.casc.ConfigurationAsCode') == null) {
    // An error and no exception: Jenkins goes on after those. [core: GroovyHookScript.execute]
    throw new Error('pulumi-jenkins-docker: Jenkins would be open to everybody, since the plugin configuration-as-code is not there to ' +
        'secure it. Add it to the plugins of the image')
}
