/** Stop rules and gates tried over runs that were recorded: what would have become of them. */
package io.jenkins.trainmodel.whatif;
