package io.jenkins.plugins.trainmodel.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * A sentence for who has asked, as plain text in every script: pages show it, and programs read it. An error page of the
 * server has but the letters of Latin-1.
 *
 * @param status of HTTP
 * @param text in the language of who asks
 * @param location where what follows is to be seen; empty where there is no such place
 */
public record PlainAnswer(int status, String text, Optional<String> location) implements HttpResponse {

    /** What was asked for follows. */
    public static PlainAnswer done(String text) {
        return new PlainAnswer(HttpServletResponse.SC_OK, text, Optional.empty());
    }

    /** It does not, and why. */
    public static PlainAnswer refused(int status, String text) {
        return new PlainAnswer(status, text, Optional.empty());
    }

    /** The same, to be thrown: what Stapler makes of a text is a stack trace. */
    public static HttpResponses.HttpResponseException refusal(int status, String text) {
        return new HttpResponses.HttpResponseException(text) {
            @Override
            public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
                    throws IOException {
                refused(status, text).generateResponse(request, response, node);
            }
        };
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
