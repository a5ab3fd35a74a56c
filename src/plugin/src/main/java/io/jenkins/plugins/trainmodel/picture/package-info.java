/** Still pictures of runs, for where no script runs: mails, checks, chats. */
package io.jenkins.plugins.trainmodel.picture;
