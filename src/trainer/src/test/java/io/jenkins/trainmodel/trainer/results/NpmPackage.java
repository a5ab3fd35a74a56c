package io.jenkins.trainmodel.trainer.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A package of the npm registry that this machine is set up for, fetched when it is needed: its data are not ours to keep. */
final class NpmPackage {
    private static final int MINUTES = 5;

    private NpmPackage() {}

    /**
     * Puts its folder {@code package} into a folder.
     *
     * @param sha256 of its archive: results of other data prove nothing
     */
    static void extract(String name, String sha256, Path folder) throws Exception {
        run(folder, List.of("npm", "pack", name, "--silent"));
        String archive = name.replace('@', '-') + ".tgz";
        assertThat(folder.resolve(archive)).hasDigest("SHA-256", sha256);
        run(folder, List.of("tar", "xzf", archive));
    }

    private static void run(Path folder, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                .as(command.toString())
                .isTrue();
        assertThat(process.exitValue()).as(command.toString()).isZero();
    }
}
