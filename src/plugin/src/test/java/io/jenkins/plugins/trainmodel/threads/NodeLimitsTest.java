package io.jenkins.plugins.trainmodel.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeLimitsTest {
    private final NodeLimits limits = new NodeLimits();

    @Test
    void shouldLetAFewWaitForAnAgentAndOthersForOthers() {
        List<NodeLimits.Pass> passes = enterAll("gpu");

        assertThat(passes).hasSize(4);
        assertThat(limits.enter("gpu")).isEmpty();
        assertThat(limits.enter("other")).isPresent();
        passes.get(0).answered();
        passes.get(0).close();
        assertThat(limits.enter("gpu")).isPresent();
    }

    @Test
    void shouldLetOneWaitForASilentAgentUntilItAnswers() {
        limits.enter("gpu").orElseThrow().close();

        NodeLimits.Pass only = limits.enter("gpu").orElseThrow();
        assertThat(limits.enter("gpu")).isEmpty();
        only.answered();
        only.close();

        assertThat(enterAll("gpu")).hasSize(4);
    }

    private List<NodeLimits.Pass> enterAll(String node) {
        List<NodeLimits.Pass> passes = new ArrayList<>();
        for (var pass = limits.enter(node); pass.isPresent(); pass = limits.enter(node)) {
            passes.add(pass.get());
        }
        return passes;
    }
}
