package io.jenkins.plugins.trainmodel.agent;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.trainmodel.run.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.util.BuildListenerAdapter;

/**
 * Takes a run's results into the build's artifacts, straight from the agent to where artifacts are kept.
 *
 * @param path the run's one directory among the artifacts
 */
public record ModelArchive(AgentRun agent, Run<?, ?> build, Launcher launcher, TaskListener listener, String path) {
    private static final int MOST_FILES = 100_000;
    /** So that a transfer tells how far it is, and can be ended, between two of its parts. */
    private static final long PART = 64L << 20;

    private static final String MODEL = "model";

    /** A file in a directory of the agent. */
    private record Source(FilePath directory, String file, long bytes) {}

    /**
     * Archives and checks.
     *
     * @return whether anything was archived
     * @throws AbortException if the model package is damaged, before or after
     */
    public boolean archive(ArchiveChoice choice, TransferProgress progress) throws IOException, InterruptedException {
        List<Source> files = sources(choice);
        if (files.isEmpty()) {
            return false;
        }
        boolean holdsModel = files.stream().anyMatch(source -> source.file().equals(MODEL + "/" + Manifest.FILE_NAME));
        if (holdsModel) {
            refuseIfDamaged();
        }
        ArtifactManager artifacts = build.pickArtifactManager();
        transfer(artifacts, files, progress);
        if (holdsModel) {
            new ArchivedModel(artifacts).check(path + "/" + MODEL);
        }
        return true;
    }

    private List<Source> sources(ArchiveChoice choice) throws IOException, InterruptedException {
        List<Source> files = new ArrayList<>();
        for (String line : agent.directory().act(new FindArtifacts(choice, MOST_FILES))) {
            String[] sizeAndPath = line.split(" ", 2);
            if (sizeAndPath.length == 2 && sizeAndPath[0].matches("\\d{1,18}") && choice.takes(sizeAndPath[1])) {
                files.add(new Source(agent.directory(), sizeAndPath[1], Long.parseLong(sizeAndPath[0])));
            }
        }
        FilePath console = agent.files().console();
        if (choice.logs() && console.exists()) {
            files.add(new Source(console.getParent(), console.getName(), console.length()));
        }
        return files;
    }

    private void refuseIfDamaged() throws IOException, InterruptedException {
        String[] problems = agent.directory().child(MODEL).act(new VerifyPackage());
        if (problems.length > 0) {
            throw new AbortException(
                    "The model package does not agree with its manifest: " + String.join("; ", problems));
        }
    }

    private void transfer(ArtifactManager artifacts, List<Source> files, TransferProgress progress)
            throws IOException, InterruptedException {
        long inAll = files.stream().mapToLong(Source::bytes).sum();
        long done = 0;
        progress.moved(done, inAll);
        for (List<Source> part : parts(files)) {
            Map<String, String> names = new LinkedHashMap<>();
            part.forEach(source -> names.put(path + "/" + source.file(), source.file()));
            artifacts.archive(part.get(0).directory(), launcher, BuildListenerAdapter.wrap(listener), names);
            done += part.stream().mapToLong(Source::bytes).sum();
            progress.moved(done, inAll);
        }
    }

    /** Small files together, a large one alone, and files of one directory only. */
    private static List<List<Source>> parts(List<Source> files) {
        List<List<Source>> parts = new ArrayList<>();
        FilePath directory = null;
        long bytes = 0;
        for (Source source : files) {
            if (parts.isEmpty() || !source.directory().equals(directory) || bytes + source.bytes() > PART) {
                parts.add(new ArrayList<>());
                bytes = 0;
            }
            directory = source.directory();
            bytes += source.bytes();
            parts.get(parts.size() - 1).add(source);
        }
        return parts;
    }
}
