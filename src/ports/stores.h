// The stores of one process, as the roles receive them. Everything referred to outlives the roles.
#pragma once

#include "ports/blob_store.h"
#include "ports/event_store.h"
#include "ports/log.h"
#include "ports/meta_db.h"
#include "ports/task_queue.h"

namespace picket::ports {

struct Stores {
  Log& log;
  EventStore& events;
  BlobStore& blobs;
  MetaDb& meta;
  TaskQueue& tasks;
};

}  // namespace picket::ports
