package io.jenkins.plugins.trainmodel.reference;

import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Run;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Keeps a champion's build forever and lets it go again, but never touches that a person wants it kept. */
record BuildKeeper(Run<?, ?> build) {

    void keep() throws IOException {
        if (!build.isKeepLog()) {
            // In this order: whoever saves the build in between would find a build that a person has let go.
            build.keepLog(true);
            StandingAction.of(build).keptByUs(true);
            build.save();
        }
    }

    /** Unless another run of the build is a champion. */
    void release() throws IOException {
        StandingAction action = StandingAction.of(build);
        boolean needed = action.getPromoted().stream().anyMatch(RunStanding::isChampion);
        if (action.isKeptByUs() && !needed) {
            action.keptByUs(false);
            build.keepLog(false);
        }
    }

    /** Who lets go of a build that we keep has taken it over: what they do with it later is theirs. */
    @Extension
    public static class Handover extends SaveableListener {
        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof Run<?, ?> build && !build.isKeepLog()) {
                StandingAction action = build.getAction(StandingAction.class);
                if (action != null && action.isKeptByUs()) {
                    handOver(build, action);
                }
            }
        }

        private static void handOver(Run<?, ?> build, StandingAction action) {
            action.keptByUs(false);
            try {
                build.save();
            } catch (IOException e) {
                throw new UncheckedIOException("It is not noted that a build need not be kept: " + build, e);
            }
        }
    }
}
