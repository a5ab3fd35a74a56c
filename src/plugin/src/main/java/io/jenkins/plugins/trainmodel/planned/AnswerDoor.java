package io.jenkins.plugins.trainmodel.planned;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.PlainAnswer;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.steer.SteeringRefusal;
import io.jenkins.plugins.trainmodel.steer.SteeringWords;
import java.io.IOException;
import java.util.Optional;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** Where forms and programs answer the planned stop of one run, and ask whether it waits. */
public final class AnswerDoor {
    private final Run<?, ?> build;
    private final TrainedRun run;

    AnswerDoor(Run<?, ?> build, TrainedRun run) {
        this.build = build;
        this.run = run;
    }

    /**
     * Answers: {@code answer} is continue, finish or discard, {@code why} the reason, {@code set.KEY} or {@code
     * set=KEY=VALUE} a changed value. A form comes back to the run's page; who sends {@code Accept: text/plain} gets what
     * follows in words.
     */
    @RequirePOST
    public HttpResponse doAnswer(StaplerRequest2 request) throws IOException {
        build.checkPermission(Item.CANCEL);
        try {
            String follows =
                    new AnswerDesk(build, run).answer(SteeringWords.text(request, "answer"), SteeringWords.of(request));
            boolean form = Optional.ofNullable(request.getHeader("Accept"))
                    .filter(types -> types.contains("text/html"))
                    .isPresent();
            return form
                    ? HttpResponses.redirectViaContextPath(build.getUrl() + "train-model/" + run.getId() + "/")
                    : PlainAnswer.done(follows);
        } catch (SteeringRefusal e) {
            return e.answer();
        }
    }

    /** The stop for programs. */
    public Api getApi() {
        build.checkPermission(Item.READ);
        return new Api(new StopApi(new AnswerDesk(build, run).stop(), StopLog.of(build, run.getId())));
    }
}
