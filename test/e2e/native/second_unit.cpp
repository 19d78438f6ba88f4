// The header stands in two units of one program.
#include "keyring.hpp"

std::size_t size_of_channel();
std::size_t size_of_channel() { return sizeof(appia::Channel); }
