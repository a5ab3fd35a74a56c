package io.jenkins.plugins.trainmodel.reference;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.trainmodel.OneJenkinsTest;
import io.jenkins.plugins.trainmodel.reference.ReferenceWish.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Which run a step's reference is, among builds that are there, deleted or another job's. */
class ReferenceLookupITest extends OneJenkinsTest {
    private FreeStyleProject job;
    private SampleNight nights;

    @BeforeEach
    void createJob() throws Exception {
        job = jenkins.createFreeStyleProject("nightly");
        nights = new SampleNight(jenkins, job);
    }

    private Finding find(Kind kind, String other, String value) throws Exception {
        Run<?, ?> now = jenkins.buildAndAssertSuccess(job);
        return find(now, new ReferenceWish(kind, other, value, "", ""));
    }

    private static Finding find(Run<?, ?> now, ReferenceWish wish) throws Exception {
        return new ReferenceLookup(now, "digits", wish).find();
    }

    private static int buildOf(Finding finding) {
        return ((Finding.Found) finding).build().getNumber();
    }

    @Test
    void shouldFindTheLastAcceptedRunAndPassOverWhatIsNone() throws Exception {
        assertThat(find(Kind.LAST_ACCEPTED, "", "")).isEqualTo(new Finding.First());
        FreeStyleBuild good = nights.accepted();
        FreeStyleBuild later = nights.accepted();
        nights.rejected();
        nights.night("letters", "success", List.of());
        assertThat(buildOf(find(Kind.LAST_ACCEPTED, "", ""))).isEqualTo(later.getNumber());

        int deleted = later.getNumber();
        later.delete();

        Finding.Found found = (Finding.Found) find(Kind.LAST_ACCEPTED, "", "");
        assertThat(found.build().getNumber()).isEqualTo(good.getNumber());
        assertThat(found.name()).isEqualTo("nightly #" + good.getNumber());
        assertThat(found.remark()).contains("#" + deleted + " is deleted");
        good.deleteArtifacts();
        assertThat(find(Kind.LAST_ACCEPTED, "", ""))
                .isInstanceOfSatisfying(
                        Finding.Missing.class,
                        missing -> assertThat(missing.why())
                                .contains("none is left", "#" + deleted, "#" + good.getNumber()));
    }

    @Test
    void shouldLoadTwoBuildsAtMostOfAThousandOfWhichMostAreDeleted() throws Exception {
        FreeStyleBuild there = nights.accepted();
        job.updateNextBuildNumber(1000);
        FreeStyleBuild withoutArtifacts = nights.accepted();
        withoutArtifacts.deleteArtifacts();
        Path series = job.getRootDir().toPath().resolve("train-model-series.jsonl");
        List<String> lines = Files.readAllLines(series);
        StringBuilder all = new StringBuilder(lines.get(0) + "\n");
        for (int build = 2; build < 1000; build++) {
            all.append(lines.get(0).replaceFirst("\"build\":1,", "\"build\":" + build + ","))
                    .append('\n');
        }
        Files.writeString(series, all + lines.get(1) + "\n");
        FreeStyleBuild now = jenkins.buildAndAssertSuccess(job);
        int number = now.getNumber();
        jenkins.jenkins.reload();
        job = jenkins.jenkins.getItemByFullName("nightly", FreeStyleProject.class);
        Run<?, ?> asking = job.getBuildByNumber(number);
        Set<Integer> before = new HashSet<>(job._getRuns().getLoadedBuilds().keySet());

        Finding finding = find(asking, new ReferenceWish(Kind.LAST_ACCEPTED, "", "", "", ""));

        assertThat(buildOf(finding)).isEqualTo(there.getNumber());
        Set<Integer> loaded = new HashSet<>(job._getRuns().getLoadedBuilds().keySet());
        loaded.removeAll(before);
        assertThat(loaded).hasSizeLessThanOrEqualTo(2);
        assertThat(((Finding.Found) finding).remark()).contains("and 996 more are deleted");
    }

    @Test
    void shouldFindBuildsByNumberAndByPermalink() throws Exception {
        FreeStyleBuild first = nights.accepted();
        FreeStyleBuild second = nights.rejected();
        FreeStyleBuild untrained = jenkins.buildAndAssertSuccess(job);

        assertThat(buildOf(find(Kind.BUILD, "", "" + first.getNumber()))).isEqualTo(first.getNumber());
        assertThat(buildOf(find(Kind.BUILD, "", "#" + second.getNumber()))).isEqualTo(second.getNumber());
        assertThat(find(Kind.BUILD, "", "" + untrained.getNumber()))
                .isEqualTo(new Finding.Missing("nightly #3 has no run digits"));
        assertThat(find(Kind.BUILD, "", "99")).isEqualTo(new Finding.Missing("nightly has no build #99"));
        assertThat(find(Kind.BUILD, "", "lastBest")).isEqualTo(new Finding.Missing("nightly has no lastBest"));
        FreeStyleProject other = jenkins.createFreeStyleProject("other");
        FreeStyleBuild theirs = new SampleNight(jenkins, other).accepted();
        assertThat(find(Kind.LAST_SUCCESSFUL, "other", ""))
                .isInstanceOfSatisfying(
                        Finding.Found.class, found -> assertThat(found.build()).isEqualTo(theirs));
    }

    @Test
    void shouldReadAnotherJobOnlyInTheNameOfWhoTheBuildRunsAs() throws Exception {
        FreeStyleProject other = jenkins.createFreeStyleProject("other");
        new SampleNight(jenkins, other).accepted();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .onItems(job, other)
                .to("ada")
                .grant(Item.READ)
                .onItems(job)
                .to("bob"));
        ReferenceWish wish = new LastAcceptedChoice().wish();
        LastAcceptedChoice theirs = new LastAcceptedChoice();
        theirs.setJob("other");

        try (ACLContext unused = ACL.as2(User.getById("ada", true).impersonate2())) {
            assertThat(theirs.wish().resolved(job).problem()).isEmpty();
            assertThat(theirs.wish().resolved(job).job()).isEqualTo("other");
        }
        try (ACLContext unused = ACL.as2(User.getById("bob", true).impersonate2())) {
            assertThat(wish.resolved(job)).isEqualTo(wish);
            assertThat(theirs.wish().resolved(job).problem()).isEqualTo("there is no job other that bob may read");
        }
    }
}
