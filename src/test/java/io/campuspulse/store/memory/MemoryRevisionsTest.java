package io.campuspulse.store.memory;

import io.campuspulse.store.RevisionLog;
import io.campuspulse.store.RevisionLogContract;

class MemoryRevisionsTest extends RevisionLogContract {
  @Override
  protected RevisionLog log() {
    return new MemoryRevisions();
  }
}
