package io.jenkins.plugins.trainmodel.step;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is a process of its own, with an agent {@code gpu} that outlives it. */
abstract class RestartedController {
    @RegisterExtension
    final RealJenkinsExtension controller = new RealJenkinsExtension().withTimeout(600);

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
