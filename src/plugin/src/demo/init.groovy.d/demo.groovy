// Makes a Jenkins of the demo: a person who may do everything, an agent in a process of its own, and a nightly job whose
// first nights follow each other at once, so that there is a history to look at. A second start finds all of it there.

import hudson.model.Node
import hudson.security.ACL
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy
import hudson.security.HudsonPrivateSecurityRealm
import hudson.slaves.DumbSlave
import hudson.slaves.EnvironmentVariablesNodeProperty
import hudson.slaves.JNLPLauncher
import java.security.SecureRandom
import jenkins.install.InstallState
import jenkins.model.Jenkins
import jenkins.model.JenkinsLocationConfiguration
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob

final int nights = 5
final Jenkins jenkins = Jenkins.get()
final String address = System.getProperty('demo.address')
final File passwordFile = new File(jenkins.rootDir, 'demo-password')

if (!passwordFile.exists()) {
    byte[] random = new byte[9]
    new SecureRandom().nextBytes(random)
    String password = Base64.urlEncoder.encodeToString(random)

    def people = new HudsonPrivateSecurityRealm(false)
    people.createAccount('admin', password)
    jenkins.securityRealm = people
    def permissions = new FullControlOnceLoggedInAuthorizationStrategy()
    permissions.allowAnonymousRead = false
    jenkins.authorizationStrategy = permissions
    jenkins.installState = InstallState.INITIAL_SETUP_COMPLETED
    jenkins.numExecutors = 0

    def agent = new DumbSlave('gpu', new File(jenkins.rootDir, 'agent').path, new JNLPLauncher())
    agent.labelString = 'gpu'
    agent.numExecutors = 2
    agent.mode = Node.Mode.EXCLUSIVE
    jenkins.addNode(agent)

    jenkins.globalNodeProperties.add(new EnvironmentVariablesNodeProperty(
        new EnvironmentVariablesNodeProperty.Entry('DIGITS', System.getProperty('demo.digits'))))

    def job = jenkins.createProject(WorkflowJob, 'nightly')
    job.definition = new CpsFlowDefinition(new File(jenkins.rootDir, 'nightly.jenkinsfile').text, true)
    job.save()
    jenkins.save()
    // Written last: a start that broke off begins again.
    passwordFile.text = password
}
JenkinsLocationConfiguration.get().url = address

Thread.startDaemon('demo') {
    while (jenkins.initLevel != hudson.init.InitMilestone.COMPLETED || !answers(address)) {
        sleep 500
    }
    def agent = jenkins.getComputer('gpu')
    File jar = new File(jenkins.rootDir, 'agent.jar')
    jar.bytes = new URL(address + 'jnlpJars/agent.jar').bytes
    File log = new File(jenkins.rootDir, 'agent.log')
    Process process = new ProcessBuilder(
        System.getProperty('java.home') + '/bin/java', '-jar', jar.path, '-url', address, '-name', 'gpu',
        '-secret', agent.jnlpMac, '-webSocket', '-workDir', new File(jenkins.rootDir, 'agent').path)
        .redirectErrorStream(true).redirectOutput(log).start()
    Runtime.runtime.addShutdownHook(new Thread({ process.destroy() }))

    println """
        |=======================================================================
        |  Train Model is running:  ${address}
        |  user admin, password ${passwordFile.text}
        |  The job nightly: ${address}job/nightly/
        |  Its first ${nights} nights are trained now, one after the other.
        |  Ctrl-C ends the controller and its agent.
        |=======================================================================
        |""".stripMargin()

    def system = ACL.as2(ACL.SYSTEM2)
    def job = jenkins.getItem('nightly')
    while (job.nextBuildNumber <= nights) {
        job.scheduleBuild2(0).get()
    }
    system.close()
}

boolean answers(String address) {
    try {
        def connection = new URL(address + 'login').openConnection()
        connection.connectTimeout = 1000
        connection.readTimeout = 5000
        return connection.responseCode == 200
    } catch (IOException ignored) {
        return false
    }
}
