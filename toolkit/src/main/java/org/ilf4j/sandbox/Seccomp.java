package org.ilf4j.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;

/**
 * The system calls that no program may make, as classic BPF for x86_64. A forbidden call ends the
 * process by SIGSYS, which the judge reports as a violation; on another architecture there is no
 * filter, and namespaces, mounts and limits alone hold.
 */
final class Seccomp {
  private static final int LOAD = 0x20;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_AT_LEAST = 0x35;
  private static final int IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL = 0x80000000;
  private static final int EPERM = 0x00050001;
  private static final int ENOSYS = 0x00050026;

  private static final int ARCHITECTURE = 0xc000003e;
  private static final int X32_CALLS = 0x40000000;
  private static final int NEW_NAMESPACES = 0x7e020000;

  private static final int CLONE = 56;
  private static final int CLONE3 = 435;
  private static final int PRLIMIT = 302;
  private static final int RLIMIT_CPU = 0;
  private static final int FCNTL = 72;
  private static final int IOCTL = 16;

  /** F_SETOWN, F_SETSIG, F_SETOWN_EX: the kernel would send a signal of choice to any process. */
  private static final List<Integer> OWNER_BY_FCNTL = List.of(8, 10, 15);

  /** FIOSETOWN, SIOCSPGRP: the same by another door. */
  private static final List<Integer> OWNER_BY_IOCTL = List.of(0x8901, 0x8902);

  /** Network, other processes' memory, mounts, namespaces, keys, kernel programs, modules. */
  private static final List<Integer> KILLED =
      List.of(
          41, // socket
          101, // ptrace
          155, // pivot_root
          161, // chroot
          165, // mount
          166, // umount2
          167, // swapon
          169, // reboot
          175, // init_module
          246, // kexec_load
          248, // add_key
          249, // request_key
          250, // keyctl
          272, // unshare
          298, // perf_event_open
          304, // open_by_handle_at
          308, // setns
          310, // process_vm_readv
          311, // process_vm_writev
          312, // kcmp
          313, // finit_module
          320, // kexec_file_load
          321, // bpf
          323, // userfaultfd
          428, // open_tree
          429, // move_mount
          430, // fsopen
          438, // pidfd_getfd
          442); // mount_setattr

  /** What would outlive a program, slow down others or hold memory that no limit counts. */
  private static final List<Integer> REFUSED =
      List.of(
          29, // shmget
          64, // semget
          68, // msgget
          135, // personality
          141, // setpriority
          142, // sched_setparam
          144, // sched_setscheduler
          163, // acct
          203, // sched_setaffinity
          240, // mq_open
          251, // ioprio_set
          314, // sched_setattr
          319, // memfd_create
          425, // io_uring_setup
          426, // io_uring_enter
          427, // io_uring_register
          447); // memfd_secret

  /** Calls whose first argument is a process to signal or to hold. */
  private static final List<Integer> SIGNALS =
      List.of(
          62, // kill
          129, // rt_sigqueueinfo
          200, // tkill
          234, // tgkill
          297, // rt_tgsigqueueinfo
          424, // pidfd_send_signal
          434); // pidfd_open

  private final ByteBuffer code = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

  private Seccomp() {}

  /** Whether a filter can be made here. */
  static boolean available() {
    return System.getProperty("os.arch").equals("amd64");
  }

  /** The filter of everything in the sandbox, in hexadecimal. */
  static String forAll() {
    Seccomp filter = new Seccomp();
    filter.checkArchitecture();
    KILLED.forEach(call -> filter.when(call, KILL));
    REFUSED.forEach(call -> filter.when(call, EPERM));
    OWNER_BY_FCNTL.forEach(command -> filter.whenSecond(FCNTL, command));
    OWNER_BY_IOCTL.forEach(command -> filter.whenSecond(IOCTL, command));
    filter.when(CLONE3, ENOSYS); // its flags lie in memory: glibc falls back to clone
    filter.emit(IF_EQUAL, 0, 4, CLONE);
    filter.argument(0);
    filter.emit(IF_ANY_BIT, 0, 1, NEW_NAMESPACES);
    filter.emit(RETURN, 0, 0, KILL);
    filter.emit(RETURN, 0, 0, ALLOW);
    filter.emit(RETURN, 0, 0, ALLOW);
    return filter.hexadecimal();
  }

  /**
   * The further filter of each program: it may signal neither the warm interpreter nor all
   * processes, and may set no limits.
   *
   * @param warm process id of the warm interpreter; all ids up to it are ours
   */
  static String forProgram(int warm) {
    Seccomp filter = new Seccomp();
    filter.checkArchitecture();
    filter.when(160, KILL); // setrlimit
    filter.emit(IF_EQUAL, 0, 11, PRLIMIT);
    filter.argument(2); // the new limits; a null pointer only asks
    filter.emit(IF_EQUAL, 0, 3, 0);
    filter.emit(LOAD, 0, 0, 16 + 8 * 2 + 4);
    filter.emit(IF_EQUAL, 0, 1, 0);
    filter.emit(RETURN, 0, 0, ALLOW);
    filter.argument(0); // its own CPU time may be limited further: so does its first line, ours
    filter.emit(IF_EQUAL, 0, 3, 0);
    filter.argument(1);
    filter.emit(IF_EQUAL, 0, 1, RLIMIT_CPU);
    filter.emit(RETURN, 0, 0, ALLOW);
    filter.emit(RETURN, 0, 0, KILL);
    for (int call : SIGNALS) {
      filter.emit(IF_EQUAL, 0, 6, call);
      filter.argument(0);
      filter.emit(IF_AT_LEAST, 3, 0, -warm); // unsigned: -warm ... -1
      filter.emit(IF_EQUAL, 1, 0, 0);
      filter.emit(IF_AT_LEAST, 0, 1, warm + 1);
      filter.emit(RETURN, 0, 0, ALLOW);
      filter.emit(RETURN, 0, 0, KILL);
    }
    filter.emit(RETURN, 0, 0, ALLOW);
    return filter.hexadecimal();
  }

  private void checkArchitecture() {
    emit(LOAD, 0, 0, 4);
    emit(IF_EQUAL, 1, 0, ARCHITECTURE);
    emit(RETURN, 0, 0, KILL);
    emit(LOAD, 0, 0, 0);
    emit(IF_AT_LEAST, 0, 1, X32_CALLS);
    emit(RETURN, 0, 0, KILL);
  }

  private void when(int call, int result) {
    emit(IF_EQUAL, 0, 1, call);
    emit(RETURN, 0, 0, result);
  }

  /** Kills if the second argument is this one; the call's number is loaded again afterwards. */
  private void whenSecond(int call, int second) {
    emit(IF_EQUAL, 0, 4, call);
    argument(1);
    emit(IF_EQUAL, 0, 1, second);
    emit(RETURN, 0, 0, KILL);
    emit(LOAD, 0, 0, 0);
  }

  private void argument(int index) {
    emit(LOAD, 0, 0, 16 + 8 * index);
  }

  private void emit(int operation, int ifTrue, int ifFalse, int value) {
    code.putShort((short) operation).put((byte) ifTrue).put((byte) ifFalse).putInt(value);
  }

  private String hexadecimal() {
    return HexFormat.of().formatHex(code.array(), 0, code.position());
  }
}
