package io.jenkins.plugins.trainmodel.steer;

import hudson.model.Queue;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * A sentence for who has asked, as plain text: scripts of pages show it, and programs read it.
 *
 * @param status of HTTP
 * @param text in the language of who asks
 * @param location where what follows is to be seen; empty where there is no such place
 */
record PlainAnswer(int status, String text, Optional<String> location) implements HttpResponse {

    static PlainAnswer done(String text) {
        return new PlainAnswer(HttpServletResponse.SC_OK, text, Optional.empty());
    }

    static PlainAnswer refused(SteeringRefusal refusal) {
        return new PlainAnswer(refusal.status(), refusal.getMessage(), Optional.empty());
    }

    /** The header Location leads to what waits in the queue, as Jenkins' own address for builds has it. */
    static PlainAnswer begins(Queue.Item item) {
        String location = Jenkins.get().getRootUrl() + item.getUrl();
        return new PlainAnswer(HttpServletResponse.SC_CREATED, Messages.Restart_begins(), Optional.of(location));
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node) throws IOException {
        location.ifPresent(place -> response.setHeader("Location", place));
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().print(text);
    }
}
