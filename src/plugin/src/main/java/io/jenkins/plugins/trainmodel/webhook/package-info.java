/** Sends the reports of finished runs to who waits for them elsewhere. */
package io.jenkins.plugins.trainmodel.webhook;
