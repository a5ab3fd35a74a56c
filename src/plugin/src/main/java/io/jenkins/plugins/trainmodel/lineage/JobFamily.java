package io.jenkins.plugins.trainmodel.lineage;

import hudson.model.Job;
import io.jenkins.plugins.trainmodel.job.JobSeries;
import io.jenkins.plugins.trainmodel.job.SeriesEntry;
import io.jenkins.trainmodel.lineage.Family;
import io.jenkins.trainmodel.lineage.Member;
import io.jenkins.trainmodel.lineage.Member.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runs of a job as a family: those that its series remembers, also of deleted builds. No build is loaded. */
final class JobFamily {
    /** What a file of the job may name, and no other place. */
    private static final Pattern PLACE =
            Pattern.compile("([1-9][0-9]{0,8})/train-model/([A-Za-z0-9][A-Za-z0-9._-]{0,99})/");

    private final Job<?, ?> job;
    private final Family family;
    /** By the place of the run below the job. */
    private final Map<String, SeriesEntry> entries = new LinkedHashMap<>();

    private JobFamily(Job<?, ?> job, List<SeriesEntry> newestFirst, Optional<Member> running) {
        this.job = job;
        List<Member> members = new ArrayList<>(running.stream().toList());
        for (SeriesEntry entry : newestFirst) {
            entries.put(place(entry.build(), entry.id()), entry);
            members.add(member(entry));
        }
        this.family = Family.of(members);
    }

    /** Those that have finished. */
    static JobFamily of(Job<?, ?> job) throws IOException {
        return of(job, Optional.empty());
    }

    /**
     * Those that have finished and one more.
     *
     * @param running one that goes on, which the series does not know yet
     */
    static JobFamily of(Job<?, ?> job, Optional<Member> running) throws IOException {
        List<SeriesEntry> newestFirst = new ArrayList<>(JobSeries.read(job));
        Collections.reverse(newestFirst);
        return new JobFamily(job, newestFirst, running);
    }

    /** Where the page of a run is, below the job. */
    static String place(int build, String id) {
        return build + "/train-model/" + id + "/";
    }

    /** As people call the run of a build. */
    static String name(int build, String run) {
        return "#" + build + " " + run;
    }

    private static Member member(SeriesEntry entry) {
        return new Member(
                entry.descent().runId(),
                name(entry.build(), entry.run()),
                place(entry.build(), entry.id()),
                entry.descent().origin(),
                new Standing(entry.outcome(), entry.epochs(), entry.seconds(), Optional.empty(), Optional.empty()),
                List.of(),
                Optional.empty());
    }

    Job<?, ?> job() {
        return job;
    }

    Family family() {
        return family;
    }

    /** The run whose page is there. */
    Optional<Member> find(String place) {
        return family.members().stream()
                .filter(member -> member.place().equals(place))
                .findFirst();
    }

    /** The entry of a run; empty for one that goes on, and for one of which others only tell. */
    Optional<SeriesEntry> entry(Member member) {
        return Optional.ofNullable(entries.get(member.place()));
    }

    /** The event log of a run, while it is there. */
    Optional<Path> log(Member member) {
        Matcher place = PLACE.matcher(member.place());
        return place.matches()
                ? Optional.of(job.getBuildDir()
                                .toPath()
                                .resolve(Path.of(place.group(1), "train-model", place.group(2), "events.jsonl")))
                        .filter(Files::isRegularFile)
                : Optional.empty();
    }

    /** Whether the page of a run is there. */
    boolean hasPage(Member member) {
        return !member.place().isEmpty()
                && entry(member)
                        .map(entry -> JobSeries.isThere(job, entry.build()))
                        .orElse(true);
    }

    /** The members of families of more than one, each behind the one that it began from. */
    List<Member> related() {
        return family.members().stream().filter(this::isRelated).toList();
    }

    private boolean isRelated(Member member) {
        return family.lineOf(member).size() > 1 || !family.children(member).isEmpty();
    }
}
