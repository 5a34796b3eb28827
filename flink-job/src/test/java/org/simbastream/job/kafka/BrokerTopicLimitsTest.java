package org.simbastream.job.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.testbed.LoopbackPorts;

/** Limits that can't be known now are not guessed. */
class BrokerTopicLimitsTest {

  @Test
  void whileTheBrokersAreAwayATaskDoesNotStart() throws Exception {
    String brokers = LoopbackPorts.HOST + ":" + LoopbackPorts.choose(1).get(0);
    BrokerTopicLimits limits =
        BrokerTopicLimits.of(
            SimbaConfiguration.of(
                Map.of("simba.input.topics", "logs", "simba.kafka.bootstrap-servers", brokers)));

    assertThatThrownBy(() -> limits.of("scored"))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("limits of topic 'scored'")
        .hasMessageContaining("the task has to start again");
  }
}
