// Structured log: one line per record, a constant sentence plus key=value fields.
//
// error = data lost or an operator must act; warn = degraded, nothing lost; info = lifecycle, never
// per event; debug = sampled. No user data; keys shortened. The same sentence is written at most
// kBurst times in ten seconds, then counted, and the count is written when the ten seconds are over
// and it appears again.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "base/deadline.h"
#include "base/mutex.h"

namespace picket::obs {

enum class LogLevel : std::uint8_t { debug, info, warn, error };
enum class LogFormat : std::uint8_t { text, json };

struct Field {
  std::string_view key;
  std::string value;

  Field(std::string_view k, std::string_view v) : key(k), value(v) {}
  Field(std::string_view k, const char* v) : key(k), value(v) {}
  Field(std::string_view k, const std::string& v) : key(k), value(v) {}
  Field(std::string_view k, std::int64_t v) : key(k), value(std::to_string(v)) {}
  Field(std::string_view k, std::uint64_t v) : key(k), value(std::to_string(v)) {}
  Field(std::string_view k, int v) : key(k), value(std::to_string(v)) {}
  Field(std::string_view k, unsigned v) : key(k), value(std::to_string(v)) {}
};

/// Thread-safe. Writes to the file descriptor given, which must outlive it.
class Logger {
 public:
  static constexpr int kBurst = 20;

  Logger(int fd, LogLevel least, LogFormat format) : fd_(fd), least_(least), format_(format) {}

  /// `sentence` must be a literal: it is also the key of the rate limit.
  void write(LogLevel level, std::string_view sentence, std::initializer_list<Field> fields = {});

  void info(std::string_view sentence, std::initializer_list<Field> fields = {}) {
    write(LogLevel::info, sentence, fields);
  }
  void warn(std::string_view sentence, std::initializer_list<Field> fields = {}) {
    write(LogLevel::warn, sentence, fields);
  }
  void error(std::string_view sentence, std::initializer_list<Field> fields = {}) {
    write(LogLevel::error, sentence, fields);
  }

 private:
  struct Window {
    Deadline ends = Deadline::now();
    int written = 0;
    std::int64_t suppressed = 0;
  };

  /// Number suppressed in the window before, or -1 when this one is suppressed.
  std::int64_t admit(std::string_view sentence);

  int fd_;
  LogLevel least_;
  LogFormat format_;
  Mutex mutex_;
  std::map<std::string_view, Window> windows_ PICKET_GUARDED_BY(mutex_);
};

/// Drops everything; for tests and commands that print their own results.
Logger& null_logger();

}  // namespace picket::obs
