package io.jenkins.plugins.trainmodel.agent;

import hudson.AbortException;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.trainmodel.run.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.ArtifactManager;
import jenkins.util.BuildListenerAdapter;
import jenkins.util.VirtualFile;

/**
 * Takes a run's results into the build's artifacts, straight from the agent to where artifacts are kept.
 *
 * @param path the directory among the artifacts
 */
public record ModelArchive(AgentRun agent, Run<?, ?> build, Launcher launcher, TaskListener listener, String path) {
    private static final int MOST_FILES = 10_000;
    private static final int LARGEST_MANIFEST = 16 << 20;
    private static final Set<String> REPORTS = Set.of("report.html", "report.json", "metrics.csv");

    /**
     * Archives and checks.
     *
     * @param model whether the model package is archived
     * @param checkpoints names of checkpoints to archive
     * @return whether anything was archived
     */
    public boolean archive(boolean model, List<String> checkpoints) throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        for (String file : agent.directory().act(new ListFiles(MOST_FILES))) {
            if (isPlain(file) && isWanted(file, model, checkpoints)) {
                files.put(path + "/" + file, file);
            }
        }
        if (files.isEmpty()) {
            return false;
        }
        boolean holdsModel = files.containsValue("model/" + Manifest.FILE_NAME);
        if (holdsModel) {
            refuseIfDamaged();
        }
        ArtifactManager artifacts = build.pickArtifactManager();
        artifacts.archive(agent.directory(), launcher, BuildListenerAdapter.wrap(listener), files);
        if (holdsModel) {
            check(artifacts.root().child(path).child("model"));
        }
        return true;
    }

    private static boolean isPlain(String file) {
        return !file.startsWith("/")
                && file.indexOf('\\') < 0
                && !List.of(file.split("/")).contains("..");
    }

    private static boolean isWanted(String file, boolean model, List<String> checkpoints) {
        return REPORTS.contains(file)
                || model && file.startsWith("model/")
                || checkpoints.stream().anyMatch(name -> file.startsWith("checkpoints/" + name + "/"));
    }

    private void refuseIfDamaged() throws IOException, InterruptedException {
        String[] problems = agent.directory().child("model").act(new VerifyPackage());
        if (problems.length > 0) {
            throw new AbortException(
                    "The model package does not agree with its manifest: " + String.join("; ", problems));
        }
    }

    /** What the archive holds must be what the manifest says. */
    private static void check(VirtualFile model) throws IOException {
        Manifest manifest = Manifest.parse(read(model.child(Manifest.FILE_NAME)));
        for (Manifest.Entry entry : manifest.files()) {
            VirtualFile file = isPlain(entry.path()) ? model.child(entry.path()) : model;
            if (!file.isFile()
                    || file.length() != entry.bytes()
                    || !sha256(file).equals(entry.sha256())) {
                throw new AbortException(
                        "%s was damaged while it was archived: it differs from the manifest".formatted(entry.path()));
            }
        }
    }

    private static byte[] read(VirtualFile file) throws IOException {
        try (InputStream in = file.open()) {
            return in.readNBytes(LARGEST_MANIFEST);
        }
    }

    private static String sha256(VirtualFile file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(file.open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Util.toHexString(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
