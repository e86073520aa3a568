#include "engine/batch_reader.h"

#include <utility>

namespace picket::engine {

Result<std::vector<ports::LogRecord>> BatchReader::read(ports::Offset from, ports::Offset until,
                                                        std::size_t max_records) {
  auto first =
      log_.read(of_, from, max_records, options_.max_bytes, Deadline::in(options_.idle_wait));
  if (!first || first->empty()) return first;

  std::vector<ports::LogRecord> batch;
  Taken taken;
  bool more = take(std::move(*first), until, batch, taken);
  for (int slice = 0; more && batch.size() < max_records && slice < options_.linger_slices;
       ++slice) {
    if (!stop_.pause(options_.linger / options_.linger_slices)) break;
    auto next = log_.read(of_, batch.back().offset + 1, max_records - batch.size(),
                          options_.max_bytes - taken.bytes, Deadline::now());
    // What is at hand is applied first; the next read meets the same error.
    if (!next) break;
    more = take(std::move(*next), until, batch, taken);
  }
  return batch;
}

bool BatchReader::take(std::vector<ports::LogRecord>&& read, ports::Offset until,
                       std::vector<ports::LogRecord>& batch, Taken& taken) const {
  for (ports::LogRecord& record : read) {
    if (record.offset >= until) return false;
    const std::size_t bytes = taken.bytes + record.value.size();
    const std::size_t decoded = taken.decoded_bytes + processor_.decoded_bytes(record);
    const bool fits = bytes <= options_.max_bytes && decoded <= options_.max_decoded_bytes;
    if (!fits && !batch.empty()) return false;
    taken = {bytes, decoded};
    batch.push_back(std::move(record));
    if (!fits) return false;
  }
  return taken.bytes < options_.max_bytes && (batch.empty() || batch.back().offset + 1 < until);
}

}  // namespace picket::engine
