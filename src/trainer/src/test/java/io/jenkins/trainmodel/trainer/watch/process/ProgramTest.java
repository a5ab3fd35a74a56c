package io.jenkins.trainmodel.trainer.watch.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramTest {
    /** With its echo on, {@code cmd} would print every line with the values of its variables. */
    @Test
    void shouldRunABatchFileWithoutTellingItsCommands() {
        assertThat(Program.batch()).containsExactly("cmd", "/d", "/q", "/c", "call");
    }
}
