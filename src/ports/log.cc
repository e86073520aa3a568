#include "ports/log.h"

#include <future>
#include <utility>

namespace picket::ports {

Result<Offset> append_and_wait(Log& log, const TopicPartition& to, std::string value) {
  std::promise<Result<Offset>> promise;
  std::future<Result<Offset>> appended = promise.get_future();
  log.append(to, std::move(value),
             [&promise](Result<Offset> result) { promise.set_value(std::move(result)); });
  return appended.get();
}

}  // namespace picket::ports
