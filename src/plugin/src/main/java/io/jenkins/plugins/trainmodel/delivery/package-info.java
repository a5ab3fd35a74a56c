/** What is on its way to other servers: kept until it has arrived, sent again, and what came of it. */
package io.jenkins.plugins.trainmodel.delivery;
