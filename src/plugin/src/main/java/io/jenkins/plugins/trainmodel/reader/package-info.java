/** Who reads what the plugin says: their language and the zone of their clock. */
package io.jenkins.plugins.trainmodel.reader;
