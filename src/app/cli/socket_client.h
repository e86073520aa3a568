// Asks the server that runs on a data directory, over its socket.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"

namespace picket::app {

/// Commands may scan a month of events and wait for the writer.
inline constexpr std::chrono::seconds kSocketTimeout{120};
/// Code of the error when the server is silent for longer than one waits.
inline constexpr std::string_view kNoAnswer = "no_answer";
/// Far above the largest answer, a thousand issues or an event of 16 MiB with its escapes.
inline constexpr std::size_t kMaxAnswerBytes = 64U << 20U;

/// nullopt when nobody listens there. Nothing is sent to a server of somebody who is neither this
/// user nor the owner of the directory. Blocks; at most `patience` between two bytes, then the code
/// is kNoAnswer.
std::optional<Result<boost::json::value>> ask_server(
    const std::string& data, const std::string& command, const boost::json::object& arguments,
    std::chrono::seconds patience = kSocketTimeout);

}  // namespace picket::app
