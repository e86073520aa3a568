#include "obs/logger.h"

#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

namespace picket::obs {
namespace {

constexpr auto kWindow = std::chrono::seconds(10);

std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return "debug";
    case LogLevel::info:
      return "info";
    case LogLevel::warn:
      return "warn";
    case LogLevel::error:
      return "error";
  }
  return "error";
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

bool is_bare(std::string_view text) {
  return !text.empty() && text.find_first_of(" \"=\\\n\r\t") == std::string_view::npos;
}

std::string now_text() {
  const auto now =
      std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto ms = now.time_since_epoch().count() % 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(now)), ms);
}

std::string text_line(LogLevel level, std::string_view sentence,
                      std::initializer_list<Field> fields) {
  std::string line = fmt::format("{} {:<5} {}", now_text(), name_of(level), sentence);
  for (const Field& field : fields) {
    line += fmt::format(" {}=", field.key);
    if (is_bare(field.value)) {
      line += field.value;
    } else {
      append_quoted(line, field.value);
    }
  }
  return line;
}

std::string json_line(LogLevel level, std::string_view sentence,
                      std::initializer_list<Field> fields) {
  std::string line =
      fmt::format(R"({{"time":"{}","level":"{}","message":)", now_text(), name_of(level));
  append_quoted(line, sentence);
  for (const Field& field : fields) {
    line += ',';
    append_quoted(line, field.key);
    line += ':';
    append_quoted(line, field.value);
  }
  return line + '}';
}

}  // namespace

std::int64_t Logger::admit(std::string_view sentence) {
  const MutexLock lock(mutex_);
  Window& window = windows_[sentence];
  std::int64_t suppressed = 0;
  if (window.ends.over()) {
    suppressed = window.suppressed;
    window = Window{Deadline::in(kWindow), 0, 0};
  }
  if (window.written >= kBurst) {
    ++window.suppressed;
    return -1;
  }
  ++window.written;
  return suppressed;
}

void Logger::write(LogLevel level, std::string_view sentence, std::initializer_list<Field> fields) {
  if (fd_ < 0 || level < least_) return;
  const std::int64_t suppressed = admit(sentence);
  if (suppressed < 0) return;
  std::string line = format_ == LogFormat::json ? json_line(level, sentence, fields)
                                                : text_line(level, sentence, fields);
  if (suppressed > 0 && format_ == LogFormat::text)
    line += fmt::format(" ({} like it left out)", suppressed);
  line += '\n';
  // One write per line keeps lines whole; a log that cannot be written has nobody to tell.
  [[maybe_unused]] const ssize_t written = ::write(fd_, line.data(), line.size());
}

Logger& null_logger() {
  static Logger logger(-1, LogLevel::error, LogFormat::text);
  return logger;
}

}  // namespace picket::obs
