// Gives Jenkins, at each of its starts, the credentials of its clouds: a certificate for each engine that has a folder in
// /certs, a login for each registry, and a key for each fleet. Not by the casc: whoever lists credentials there takes away, at each
// reload, those that people made in Jenkins. [credentials-plugin: CredentialsRootConfigurator, SystemCredentialsProvider]
// Classes are looked up by name: a script that does not compile would keep a Jenkins without these plugins from starting.
def type = { name -> this.class.classLoader.loadClass(name) }
// What tells ours from other people's.
def ours = 'made by pulumi-jenkins-docker'
def wanted = []
def failed = false
// What one kind lacks is no reason to leave out the others. And what is thrown here would keep Jenkins from starting.
// [jenkinsci/jenkins: GroovyHookScript.execute]
def attempt = { what, work ->
    try {
        work()
    } catch (ClassNotFoundException missing) {
        println "pulumi-jenkins-docker: no credentials ${what}, without the plugin that has ${missing.message}"
    } catch (Throwable problem) {
        failed = true
        println "pulumi-jenkins-docker: no credentials ${what}: ${problem}"
    }
}

attempt('for clouds') {
    // An engine's key is for Jenkins itself: docker-plugin asks as Jenkins, and no pipeline gets it. A login is for pipelines, too.
    // [docker-plugin: DockerAPI; credentials-plugin: CredentialsScope]
    def scopes = type('com.cloudbees.plugins.credentials.CredentialsScope')

    attempt('for engines') {
        def folders = new File('/certs').listFiles()
        folders.each { folder ->
            def text = { name -> new File(folder, name).text }
            if (new File(folder, 'key.pem').canRead()) {
                def certificate = type('org.jenkinsci.plugins.docker.commons.credentials.DockerServerCredentials')
                wanted << certificate.newInstance(scopes.SYSTEM, 'engine-' + folder.name, ours,
                    type('hudson.util.Secret').fromString(text('key.pem')), text('cert.pem'), text('ca.pem'))
            }
        }
    }
    attempt('for registries') {
        def logins = new File('/run/secrets/docker/config.json')
        // Without logins the file may still be there: the up that took them away deletes it once Jenkins is up.
        if (logins.canRead() && System.getenv('REGISTRY_LOGINS')) {
            def login = type('com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl')
            type('groovy.json.JsonSlurper').newInstance().parseText(logins.text).auths.each { address, entry ->
                def name = address == 'https://index.docker.io/v1/' ? 'docker.io' : address
                def (user, password) = new String(entry.auth.decodeBase64(), 'UTF-8').split(':', 2) as List
                wanted << login.newInstance(scopes.GLOBAL, 'registry-' + name, ours, user, password)
            }
        }
    }
    attempt('for fleets') {
        // How many fleets there are, and what changes with their keys. The files of a fleet that is gone may still be there.
        def fleets = (System.getenv('FLEETS') ?: '0').split(' ')[0] as int
        fleets.times { index ->
            // Jenkins itself logs in, and no pipeline gets the key. [ssh-credentials-plugin: BasicSSHUserPrivateKey]
            def keys = type('com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey')
            def entered = type(keys.name + '$DirectEntryPrivateKeySource')
            def text = { name -> new File("/run/secrets/fleets/${index + 1}", name).text }
            wanted << keys.newInstance(scopes.SYSTEM, text('id'), text('user'), entered.newInstance(text('key')), '', ours)
        }
    }

    def global = type('com.cloudbees.plugins.credentials.domains.Domain').global()
    def store = type('com.cloudbees.plugins.credentials.SystemCredentialsProvider').instance.store
    def before = store.getCredentials(global).findAll { it.hasProperty('description') && it.description == ours }
    // Where something failed, what cannot be made anew stays as it was.
    before.findAll { !failed || it.id in wanted*.id }.each { store.removeCredentials(global, it) }
    wanted.each { store.addCredentials(global, it) }
    println "pulumi-jenkins-docker: credentials ${wanted*.id}"
}
