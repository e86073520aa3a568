#include "adapters/faulty/log.h"

#include <utility>

namespace picket::adapters {

using ports::Offset;
using ports::TopicPartition;

void FaultyLog::append(const TopicPartition& to, std::string value, AppendDone done) {
  const Result<Offset> failed = unexpected(Error{ErrorKind::unavailable, kFaultInjected, "append"});
  switch (plan_.next()) {
    case Fault::none:
      return inner_.append(to, std::move(value), std::move(done));
    case Fault::fail_before:
      return done(failed);
    case Fault::fail_after:
      return inner_.append(
          to, std::move(value),
          [done = std::move(done), failed](const Result<Offset>&) { done(failed); });
  }
}

Result<std::vector<ports::LogRecord>> FaultyLog::read(const TopicPartition& from, Offset offset,
                                                      std::size_t max_records,
                                                      std::size_t max_bytes, Deadline deadline) {
  return inject(plan_, "read",
                [&] { return inner_.read(from, offset, max_records, max_bytes, deadline); });
}

Result<ports::OffsetRange> FaultyLog::offsets(const TopicPartition& of) {
  return inject(plan_, "offsets", [&] { return inner_.offsets(of); });
}

Result<void> FaultyLog::commit(const std::string& group, const TopicPartition& of,
                               const ports::CommittedOffset& offset) {
  return inject(plan_, "commit", [&] { return inner_.commit(group, of, offset); });
}

Result<std::optional<ports::CommittedOffset>> FaultyLog::committed(const std::string& group,
                                                                   const TopicPartition& of) {
  return inject(plan_, "committed", [&] { return inner_.committed(group, of); });
}

Result<std::vector<std::string>> FaultyLog::groups() {
  return inject(plan_, "groups", [&] { return inner_.groups(); });
}

Result<void> FaultyLog::trim(const TopicPartition& of, Offset keep_from) {
  return inject(plan_, "trim", [&] { return inner_.trim(of, keep_from); });
}

Result<void> FaultyLog::close(Deadline deadline) {
  return inject(plan_, "close", [&] { return inner_.close(deadline); });
}

}  // namespace picket::adapters
