/** Who is told of runs, and how: listeners, later steps of the build, mails, chats and checks. */
package io.jenkins.plugins.trainmodel.notice;
