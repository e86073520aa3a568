// The log port with faults in front of it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/faulty/fault_plan.h"
#include "ports/log.h"

namespace picket::adapters {

/// Every call may fail as the plan says, else it is the inner log's. Both outlive it; the inner log
/// answers what was appended first. topics() cannot fail and is not under the plan. A late append
/// holds up its caller, not the log; one that fails after the fact is in the log although `done`
/// hears that it is not.
class FaultyLog : public ports::Log {
 public:
  FaultyLog(ports::Log& inner, FaultPlan& plan) : inner_(inner), plan_(plan) {}

  void append(const ports::TopicPartition& to, std::string value, AppendDone done) override;
  Result<std::vector<ports::LogRecord>> read(const ports::TopicPartition& from,
                                             ports::Offset offset, std::size_t max_records,
                                             std::size_t max_bytes, Deadline deadline) override;
  Result<ports::OffsetRange> offsets(const ports::TopicPartition& of) override;
  Result<void> commit(const std::string& group, const ports::TopicPartition& of,
                      const ports::CommittedOffset& offset) override;
  Result<std::optional<ports::CommittedOffset>> committed(const std::string& group,
                                                          const ports::TopicPartition& of) override;
  std::map<std::string, std::uint32_t> topics() const override { return inner_.topics(); }
  Result<std::vector<std::string>> groups() override;
  Result<void> trim(const ports::TopicPartition& of, ports::Offset keep_from) override;
  Result<void> close(Deadline deadline) override;

 private:
  ports::Log& inner_;
  FaultPlan& plan_;
};

}  // namespace picket::adapters
