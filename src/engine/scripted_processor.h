// A processor that remembers what it was given and fails where a test wants it to. Its memory
// stands for durable stores: the test keeps it while it drops runners, as a crash does.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/batch_processor.h"

namespace picket::engine {

/// Thrown where the process dies. Not a std::exception, so nothing on the way catches it.
struct ProcessDied {};

class ScriptedProcessor final : public BatchProcessor {
 public:
  struct Letter {
    ports::Offset offset;
    std::string reason;
  };

  /// Asked with each batch before it takes effect; may also throw.
  std::function<std::optional<ProcessError>(const Batch&)> on_process;
  std::function<std::optional<Error>()> on_dead_letter;
  std::function<std::optional<Error>()> on_recover;

  // What "survives".
  ports::Offset applied = 0;
  std::map<ports::Offset, int> effects;  ///< Offset -> how often it took effect.
  std::vector<Letter> letters;
  std::int64_t lost = 0;
  std::optional<ports::Offset> rewound_to;
  // What is for looking at only.
  std::vector<std::size_t> batch_sizes;

  Result<std::optional<ports::Offset>> recover(std::optional<ports::Offset> committed) override {
    if (on_recover) {
      if (auto error = on_recover()) return unexpected(std::move(*error));
    }
    if (!committed && applied == 0) return std::optional<ports::Offset>();
    return std::optional(std::max(applied, committed.value_or(0)));
  }

  Result<void> rewind(ports::Offset end) override {
    rewound_to = applied = end;
    return {};
  }

  Result<void, ProcessError> process(const Batch& batch) override {
    batch_sizes.push_back(batch.records.size());
    if (on_process) {
      if (auto error = on_process(batch)) return unexpected(std::move(*error));
    }
    for (const ports::LogRecord& record : batch.records) ++effects[record.offset];
    finish(batch);
    return {};
  }

  Result<void> dead_letter(const Batch& of_one, std::string_view reason,
                           std::string_view) override {
    if (on_dead_letter) {
      if (auto error = on_dead_letter()) return unexpected(std::move(*error));
    }
    letters.push_back({of_one.records.front().offset, std::string(reason)});
    finish(of_one);
    return {};
  }

  std::size_t decoded_bytes(const ports::LogRecord& record) const noexcept override {
    return record.value.size() * decoded_factor;
  }

  std::size_t decoded_factor = 1;

 private:
  void finish(const Batch& batch) {
    lost += batch.lost();
    applied = batch.next;
  }
};

inline ProcessError slow_down(std::string_view code) {
  return {ProcessError::Kind::slow_down, {ErrorKind::unavailable, code, ""}};
}
inline ProcessError poison(std::string_view code) {
  return {ProcessError::Kind::poison, {ErrorKind::invalid_argument, code, ""}};
}

inline bool holds(const Batch& batch, ports::Offset offset) {
  for (const ports::LogRecord& record : batch.records) {
    if (record.offset == offset) return true;
  }
  return false;
}

}  // namespace picket::engine
