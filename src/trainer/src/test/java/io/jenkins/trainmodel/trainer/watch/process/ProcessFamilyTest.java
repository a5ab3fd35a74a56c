package io.jenkins.trainmodel.trainer.watch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessFamilyTest {

    @Test
    void shouldFindWhatHasLeftTheTreeOfTheProgram() throws Exception {
        String mark = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "setsid sleep 60 >/dev/null & echo $!");
        builder.environment().put("RUN_OF_THIS_TEST", mark);
        Process program = builder.start();
        long number = Long.parseLong(new String(program.getInputStream().readNBytes(32)).strip());
        program.waitFor();

        List<ProcessHandle> members = new ProcessFamily("RUN_OF_THIS_TEST", mark).members(Optional.empty());

        assertThat(members).extracting(ProcessHandle::pid).contains(number);
        members.forEach(ProcessHandle::destroyForcibly);
    }

    /** Who watches from within a program that is watched, or with its variables, ends neither itself nor who has started it. */
    @Test
    void shouldCountNobodyAboveThisProcess() throws Exception {
        Process child = new ProcessBuilder("sleep", "60").start();

        List<ProcessHandle> members = new ProcessFamily("PATH", System.getenv("PATH")).members(Optional.empty());

        assertThat(members).contains(child.toHandle());
        assertThat(members)
                .doesNotContainAnyElementsOf(Stream.iterate(
                                Optional.of(ProcessHandle.current()),
                                Optional::isPresent,
                                process -> process.flatMap(ProcessHandle::parent))
                        .map(Optional::get)
                        .toList());
        child.destroyForcibly();
    }
}
