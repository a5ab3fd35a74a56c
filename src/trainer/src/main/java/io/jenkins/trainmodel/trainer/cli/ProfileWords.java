package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.trainer.cli.speech.TextTable;
import io.jenkins.trainmodel.trainer.profile.DiskProfile;
import io.jenkins.trainmodel.trainer.profile.MachineProfile;
import io.jenkins.trainmodel.trainer.profile.Profiler.Profiled;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A profile as a table for people. */
final class ProfileWords {
    private static final double MICROSECONDS = 1e6;

    private final Audience audience;
    private final Profiled profiled;
    private final MachineProfile profile;

    ProfileWords(Audience audience, Profiled profiled) {
        this.audience = audience;
        this.profiled = profiled;
        this.profile = profiled.profile();
    }

    /** Whose profile it is, and of when; then the table. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Speech.say(
                audience,
                profiled.measured() ? "profile.measured" : "profile.kept",
                profile.host(),
                profile.device(),
                profile.engine(),
                Quantity.count(profile.threads()),
                audience.timeWithZone(profile.measuredAt())));
        lines.addAll(TextTable.of(rows()));
        if (profile.disks().stream().anyMatch(DiskProfile::cached)) {
            lines.add(Speech.say(audience, "profile.cached"));
        }
        return lines;
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (DiskProfile disk : profile.disks()) {
            rows.add(row("profile.read", bytes(disk.read()), disk.fileSystem()));
            rows.add(row("profile.write", bytes(disk.write()), disk.fileSystem()));
            rows.add(row(
                    "profile.random",
                    Speech.say(audience, "profile.reads", whole(disk.randomReads())),
                    disk.fileSystem()));
        }
        rows.add(row("profile.memory", bytes(profile.memory())));
        add(rows, "profile.deviceMemory", profile.deviceMemory().map(this::bytes));
        add(rows, "profile.toDevice", profile.toDevice().map(this::bytes));
        add(rows, "profile.fromDevice", profile.fromDevice().map(this::bytes));
        rows.add(row("profile.float32", flop(profile.matrix().float32())));
        add(rows, "profile.tf32", profile.matrix().tf32().map(this::flop));
        add(rows, "profile.bfloat16", profile.matrix().bfloat16().map(this::flop));
        rows.add(row(
                "profile.launch",
                Speech.say(audience, "profile.microseconds", Quantity.number(rounded(profile.launchSeconds())))));
        return rows;
    }

    private static double rounded(double seconds) {
        return Math.rint(seconds * MICROSECONDS * 100) / 100;
    }

    private void add(List<List<String>> rows, String key, Optional<String> value) {
        value.ifPresent(known -> rows.add(row(key, known)));
    }

    private List<String> row(String key, String value, String... places) {
        return List.of(Speech.say(audience, key, (Object[]) places), value);
    }

    private String bytes(double perSecond) {
        return Speech.say(audience, "profile.perSecond", Quantity.bytes(Math.round(perSecond)));
    }

    private String flop(double perSecond) {
        return Speech.say(audience, "profile.flop", Quantity.approximate(perSecond));
    }

    private static String whole(double number) {
        return Quantity.count(Math.round(number));
    }
}
