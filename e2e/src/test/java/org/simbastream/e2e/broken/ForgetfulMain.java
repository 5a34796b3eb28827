package org.simbastream.e2e.broken;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.HiddenStateStore;

/** The product's job, except that once restored it drops each key's hidden state. */
public final class ForgetfulMain {

  private ForgetfulMain() {}

  /** Submits it. */
  public static void main(String[] args) throws Exception {
    BrokenJob.submit(args, ForgetfulOperator::new);
  }

  /** Drops a key's hidden state when it first hears of the key after a restore. */
  private static final class ForgetfulOperator extends SimbaOperator {

    private static final long serialVersionUID = 1L;

    private transient boolean restored;
    private transient Set<String> heard;

    ForgetfulOperator(OperatorSettings settings) {
      super(settings);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      restored = context.isRestored();
      heard = new HashSet<>();
    }

    @Override
    public void processElement(StreamRecord<TokenizedRecord> element) throws Exception {
      if (restored && heard.add(element.getValue().key())) {
        new HiddenStateStore(getKeyedStateStore(), this, "").clear();
      }
      super.processElement(element);
    }
  }
}
