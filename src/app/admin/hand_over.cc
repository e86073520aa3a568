// What `picket serve --take-over` asks of the server before it.
#include <utility>

#include "app/admin/arguments.h"
#include "app/admin/command.h"

namespace picket::app {

/// {socket}: {}. The server has then sent its listening sockets there, and drains and ends.
CommandResult run_hand_over(const boost::json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const std::string socket = in.needed_text("socket");
  if (auto done = in.finish(); !done) return unexpected(done.error());
  if (!context.hand_over) {
    return unexpected(Error{ErrorKind::conflict, "nothing_to_hand_over",
                            "this is no server with a data directory"});
  }
  if (auto done = context.hand_over(socket); !done) return unexpected(std::move(done.error()));
  return boost::json::object{};
}

}  // namespace picket::app
