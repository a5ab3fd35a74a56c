package io.jenkins.plugins.trainmodel.step;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is a process of its own, with an agent {@code gpu} that outlives it. */
abstract class RestartedController {
    /** As long as everywhere but in tests of Jenkins, which give an agent 15 s to come back, however busy the machine is. */
    private static final String PATIENCE =
            "-Dorg.jenkinsci.plugins.workflow.support.pickles.ExecutorPickle.timeoutForNodeMillis=300000";

    @RegisterExtension
    final RealJenkinsExtension controller =
            new RealJenkinsExtension().withTimeout(600).javaOptions(PATIENCE);

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    @BeforeEach
    void start() throws Throwable {
        controller.startJenkins();
        agents.createAgent(
                controller,
                InboundAgentExtension.Options.newBuilder()
                        .name("gpu")
                        .webSocket()
                        .build());
    }
}
